"""The demo city in the database. Everything that follows from its inputs is left to the product's services.

Areas, people, organisations, footprints, census rows, IFC files and photos are inputs. Buildings come in through the
census import, checks through the upload, hazards through checks and reports, and every act through the workflow, each
by a person whose function allows it.
"""
